import type { diagnosis as en } from '../en/diagnosis';

export const diagnosis: Record<keyof typeof en, string> = {};
