import type { preview as en } from '../en/preview';

export const preview: Record<keyof typeof en, string> = {};
