import type { requests as en } from '../en/requests';

export const requests: Record<keyof typeof en, string> = {};
