import type { actions as en } from '../en/actions';

export const actions: Record<keyof typeof en, string> = {};
