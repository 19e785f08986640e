/** What every page does. */
import { startFind } from "./find.js";

export const startEverywhere = () => {
  startFind();
};
