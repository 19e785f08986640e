/** What runs before a page is there: the only script that is waited for. */
import { giveRoom, sayScripted } from "./site/head.js";

sayScripted();
giveRoom();
