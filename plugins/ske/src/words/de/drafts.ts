import type { drafts as en } from '../en/drafts';

export const drafts: Record<keyof typeof en, string> = {};
