/**
 * Required before the app in a checkout (`electron -r`). Not every start file of a bare runtime waits for an
 * app that is an ES module, and after `ready` it is too late. A packaged app needs it not.
 */
import { prepare } from './prepare.ts';

prepare();
