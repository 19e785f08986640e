/** The page of a checklist. */
import { startList } from "./list/list.js";
import { note } from "./record/store.js";
import { startFind } from "./site/find.js";

startFind();
startList();
// The site is kept once the page has what it needs itself; what does it comes then.
import("./site/offline.js").then(({ startOffline }) => startOffline()).catch(note);
