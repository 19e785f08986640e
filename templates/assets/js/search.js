/** The page of search. */
import { startSearch } from "./search/page.js";
import { attach } from "./site/attach.js";
import { startEverywhere } from "./site/everywhere.js";

startEverywhere();
attach("search", startSearch);
