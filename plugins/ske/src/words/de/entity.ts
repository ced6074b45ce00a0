import type { entity as en } from '../en/entity';

export const entity: Record<keyof typeof en, string> = {};
