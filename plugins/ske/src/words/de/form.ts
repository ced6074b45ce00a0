import type { form as en } from '../en/form';

export const form: Record<keyof typeof en, string> = {};
