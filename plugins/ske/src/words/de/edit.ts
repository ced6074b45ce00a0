import type { edit as en } from '../en/edit';

export const edit: Record<keyof typeof en, string> = {};
