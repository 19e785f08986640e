/** The first page. It runs where today is said, so that nothing jumps; the rest waits for the whole page. */
import { startBefore } from "./home/before.js";
import { startWho } from "./home/who.js";
import { startCounted } from "./proof/counted.js";
import { attach } from "./site/attach.js";
import { startDue } from "./site/due.js";
import { startEverywhere } from "./site/everywhere.js";
import { whenReady } from "./site/ready.js";
import { startToday } from "./site/today.js";

attach("before", startBefore);
attach("today", (root) => whenReady(startToday(root)));
whenReady(() => {
  attach("who", startWho);
  startEverywhere();
  attach("due", startDue);
  attach("due", startCounted);
});
