/** The page of a checklist. */
import { startList } from "./list/list.js";
import { startEverywhere } from "./site/everywhere.js";

startEverywhere();
startList();
