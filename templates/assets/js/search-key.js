/** On every page: "/" goes to the search field; a field of another page fetches ahead what search will need. */
(() => {
  "use strict";
  const field = document.querySelector('[role="search"] input[name="q"]');
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  const ahead = field.form.dataset.ahead;
  if (!ahead) return;
  field.addEventListener(
    "focus",
    () => {
      const script = document.createElement("script");
      script.src = ahead;
      document.head.append(script);
    },
    { once: true },
  );
})();
