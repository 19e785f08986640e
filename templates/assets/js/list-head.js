/** What runs before a checklist is there: the only script of its page that is waited for. */
import { startEarly } from "./list/early.js";
import { giveRoom, sayScripted } from "./site/head.js";

sayScripted();
giveRoom();
startEarly();
