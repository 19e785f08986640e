/** The page of the records on this device. */
import { startRecords } from "./records/records.js";
import { attach } from "./site/attach.js";
import { startEverywhere } from "./site/everywhere.js";

startEverywhere();
attach("records", startRecords);
