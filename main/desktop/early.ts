/**
 * Required before the app in a checkout (`electron -r`). Not every start file of a bare runtime waits for an
 * app that is an ES module, and after `ready` it is too late for the scheme. A packaged app needs it not.
 */
import { registerAppScheme } from './app-origin.ts';

registerAppScheme();
