import type { placement as en } from '../en/placement';

export const placement: Record<keyof typeof en, string> = {};
