import type { resource as en } from '../en/resource';

export const resource: Record<keyof typeof en, string> = {};
