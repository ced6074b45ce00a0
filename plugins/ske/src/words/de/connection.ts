import type { connection as en } from '../en/connection';

export const connection: Record<keyof typeof en, string> = {};
