/** On every page: "/" goes to the search field; a field of another page fetches ahead what search will need. */

const WRITTEN_IN = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** @param {KeyboardEvent} event */
const isForSearch = (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  return !(/** @type {Element} */ (event.target).closest(WRITTEN_IN));
};

/** @param {string} source */
const run = (source) => document.head.append(Object.assign(document.createElement("script"), { src: source }));

export const startFind = () => {
  /** @type {HTMLInputElement | null} */
  const field = document.querySelector('[role="search"] input[name="q"]');
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    if (!isForSearch(event)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  const ahead = field.form?.dataset.ahead;
  if (ahead) field.addEventListener("focus", () => run(ahead), { once: true });
};
