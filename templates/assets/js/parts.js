/** Make parts of a page: elements with their text, copies of its templates. */
(() => {
  "use strict";
  const make = (tag, text = "", className = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const part = (name, within) => within.querySelector(`[data-part="${name}"]`);
  const copied = (name) => document.importNode(document.querySelector(`template[data-template="${name}"]`).content, true);
  /** Show a text in a part, or hide the part where there is none. */
  const tell = (box, text) => {
    box.textContent = text;
    box.hidden = !text;
  };

  window.paicha = { ...window.paicha, parts: { copied, make, part, tell } };
})();
