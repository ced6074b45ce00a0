import type { services as en } from '../en/services';

export const services: Record<keyof typeof en, string> = {};
