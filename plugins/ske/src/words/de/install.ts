import type { install as en } from '../en/install';

export const install: Record<keyof typeof en, string> = {};
