/** Pages that do nothing of their own. */
import { startEverywhere } from "./site/everywhere.js";

startEverywhere();
