/** Pages about who must do what and when: the schedule, and the sheet of a role. */
import { startCounted } from "./proof/counted.js";
import { attach } from "./site/attach.js";
import { startDue } from "./site/due.js";
import { startEverywhere } from "./site/everywhere.js";
import { startPlan } from "./site/plan.js";
import { startTicks } from "./site/ticks.js";
import { startTimeline } from "./site/timeline.js";

startEverywhere();
attach("timeline", startTimeline);
attach("due", startDue);
attach("due", startCounted);
attach("print-plan", startPlan);
attach("ticks", startTicks);
