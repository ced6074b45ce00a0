import type { refusal as en } from '../en/refusal';

export const refusal: Record<keyof typeof en, string> = {};
