/** The file to start this program by. An AppImage runs from a mount that goes with it. */
export const ownProgram = (): string => process.env['APPIMAGE'] ?? process.execPath;
