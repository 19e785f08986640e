/** The page of a form that is filled in here. */
import { startProof } from "./proof/page.js";
import { attach } from "./site/attach.js";
import { startEverywhere } from "./site/everywhere.js";

startEverywhere();
attach("proof", startProof);
