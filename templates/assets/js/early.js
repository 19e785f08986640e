/** Hold what is done on a list before its record is there, from the first moment on; then do it again. */
(() => {
  "use strict";
  const PLACES = '.item, [data-module="record"], [data-record-bar]';
  let held = []; // {type, target, value, checked}; null once the record is there

  /** Whether an event is meant for the record: an answer, a word, a button; what is on this site. */
  const meant = ({ type, target }) => {
    if (!target.closest(PLACES)) return target.name === "facet" || type === "reset";
    if (type === "click") return target.closest("[data-action]");
    return type !== "focusout" || target.matches("[data-measure]");
  };

  const hold = (event) => {
    if (!held || !meant(event)) return;
    const { type, target } = event;
    if (target.closest(PLACES)) event.stopPropagation(); // the list narrows itself at once
    const before = type === "input" && held.find((one) => one.type === type && one.target === target);
    Object.assign(before || held[held.push({ type, target }) - 1], { value: target.value, checked: target.checked });
    document.dispatchEvent(new CustomEvent("record:held"));
  };

  const again = ({ type, target, value, checked }) => {
    if (target.disabled) return; // the record is closed
    if (type === "click") return void target.click();
    if (type === "reset") return void target.reset();
    // The record has been shown meanwhile; a field that is being typed in stays as it is.
    if (target.value !== value) target.value = value;
    target.checked = checked;
    target.dispatchEvent(new Event(type, { bubbles: true }));
  };

  const release = () => {
    const all = held;
    held = null;
    all.forEach(again);
  };

  for (const type of ["change", "click", "focusout", "input", "reset"]) addEventListener(type, hold, true);
  window.paicha = { ...window.paicha, early: { forget: () => held.splice(0), holds: () => Boolean(held && held.length), release } };
})();
