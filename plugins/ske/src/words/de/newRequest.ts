import type { newRequest as en } from '../en/newRequest';

export const newRequest: Record<keyof typeof en, string> = {};
