/** The names of time zones that Windows and Outlook use: the asset that the readers of feeds and of rosters share. */
export { fromDisplayName } from './outlook-names';
export { fromWindows } from './windows-zones';
