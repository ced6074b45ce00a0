import type { yaml as en } from '../en/yaml';

export const yaml: Record<keyof typeof en, string> = {};
