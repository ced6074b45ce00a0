import type { promise as en } from '../en/promise';

export const promise: Record<keyof typeof en, string> = {};
