/** What every page does. */
import { startFind } from "./find.js";
import { startOffline } from "./offline.js";

/** Begin it; gives the site as it is kept on this device, or null where it can't be. */
export const startEverywhere = () => {
  startFind();
  return startOffline();
};
