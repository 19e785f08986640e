/** The page about keeping the site on this device. */
import { attach } from "./site/attach.js";
import { startEverywhere } from "./site/everywhere.js";
import { startKept } from "./site/kept.js";

const offline = startEverywhere();
attach("kept", (root) => startKept(root, offline));
