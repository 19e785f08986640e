/** Where a role enters: the device remembers who one is. */
import { startCounted } from "./proof/counted.js";
import { attach } from "./site/attach.js";
import { startDue } from "./site/due.js";
import { startEverywhere } from "./site/everywhere.js";
import { keepRole } from "./site/role.js";

startEverywhere();
attach("due", (/** @type {HTMLElement} */ root) => {
  keepRole(root.dataset.role || "");
  startDue(root);
});
attach("due", startCounted);
