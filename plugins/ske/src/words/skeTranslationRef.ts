import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { connection } from './en/connection';
import { entity } from './en/entity';
import { graph } from './en/graph';
import { logs } from './en/logs';
import { parts } from './en/parts';
import { placement } from './en/placement';
import { promise } from './en/promise';
import { refusal } from './en/refusal';
import { requests } from './en/requests';
import { resource } from './en/resource';
import { services } from './en/services';
import { state } from './en/state';
import { shell } from './en/shell';
import { yaml } from './en/yaml';

/** All texts of the pages, in English. `words/de` has the same keys in German. */
export const skeTranslationRef = createTranslationRef({
  id: 'plugin.ske-frontend',
  messages: {
    ...connection,
    ...entity,
    ...graph,
    ...logs,
    ...parts,
    ...placement,
    ...promise,
    ...refusal,
    ...requests,
    ...resource,
    ...services,
    ...state,
    ...shell,
    ...yaml,
  },
  translations: { de: () => import('./de') },
});
