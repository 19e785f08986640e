/** Bring a record's changes to the disk, oldest first; hold the leave of the page while something is in hand. */
(() => {
  "use strict";
  const { record: rules, store } = window.paicha || {};
  if (!store) return;
  const AGAIN = 5000; // milliseconds until the next try

  /* Leaving */

  const asked = [];
  /** Ask before the page is left while `inHand` says yes. */
  const hold = (inHand) => asked.push(inHand);
  const held = () => asked.some((inHand) => inHand());

  addEventListener("beforeunload", (event) => {
    if (!held()) return;
    event.preventDefault(); // the browser asks whether to leave,
    event.returnValue = ""; // and so do old ones
  });

  const ENDS = ["change", "click", "input", "keydown", "record:kept"];
  const nextEnd = () => new Promise((done) => ENDS.forEach((kind) => document.addEventListener(kind, () => setTimeout(done), { once: true })));

  /** Wait until nothing is in hand. */
  const free = async () => {
    while (held()) await nextEnd();
  };

  paicha.leaving = { free, held, hold };

  /* Keeping */

  /**
   * Keep the record that `current` gives.
   *
   * `write` is a store's `change`. `adopt` gets the record as it is on the disk, with what another tab may have
   * added, once nothing is on its way; `said` follows each try, whether it failed or not.
   */
  paicha.keeping = ({ current, write, adopt, said }) => {
    let pending = []; // changes that are not on the disk yet
    let running = null; // the try under way
    let failed = null; // why the last try did not get there
    let timer = 0;

    const attempt = async () => {
      clearTimeout(timer);
      try {
        let stored = null;
        while (pending.length) {
          const going = pending.length;
          const all = (one) => pending.slice(0, going).reduce((changed, patch) => patch(changed), one);
          stored = await write(rules.key(current()), rules.copy(current()), all);
          pending = pending.slice(going);
        }
        [running, failed] = [null, null]; // at once: what is changed from here on needs a try of its own
        store.tell(rules.key(stored));
        adopt(stored);
      } catch (error) {
        store.note(error);
        [running, failed] = [null, error];
        timer = setTimeout(run, AGAIN);
      }
      said();
    };

    const run = () => (running ||= attempt());

    /** Change the record on the screen at once and on the disk as soon as can be; a closed one stays as it is. */
    const change = (patch) => {
      const now = rules.moment();
      const stamped = (one) => {
        if (one.closed) return one;
        patch(one, now);
        one.changed = now;
        return one;
      };
      stamped(current());
      pending.push(stamped);
      return run();
    };

    /** Whether every change is on the disk, after one more try. */
    const settled = async () => {
      if (pending.length) await run();
      return !pending.length;
    };

    hold(() => pending.length > 0);
    return { change, settled, failed: () => failed, idle: () => !pending.length, waiting: () => (failed ? 0 : pending.length) };
  };
})();
