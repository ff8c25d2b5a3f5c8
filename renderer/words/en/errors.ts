/**
 * Errors by code. English comes from the relay with its details; only what the window itself says stands
 * here. A translation lists every code that the relay can give (a test holds it to that).
 */
export const errors: Readonly<Record<string, { message: string; hint: string | undefined }>> = {};
