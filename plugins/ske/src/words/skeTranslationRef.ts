import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { actions } from './en/actions';
import { changes } from './en/changes';
import { connection } from './en/connection';
import { diagnosis } from './en/diagnosis';
import { drafts } from './en/drafts';
import { edit } from './en/edit';
import { editor } from './en/editor';
import { entity } from './en/entity';
import { form } from './en/form';
import { generated } from './en/generated';
import { graph } from './en/graph';
import { install } from './en/install';
import { legacy } from './en/legacy';
import { logs } from './en/logs';
import { newRequest } from './en/newRequest';
import { object } from './en/object';
import { parts } from './en/parts';
import { placement } from './en/placement';
import { preview } from './en/preview';
import { promise } from './en/promise';
import { refusal } from './en/refusal';
import { requests } from './en/requests';
import { resource } from './en/resource';
import { services } from './en/services';
import { shell } from './en/shell';
import { state } from './en/state';
import { yaml } from './en/yaml';

/** All texts of the pages, in English. `words/de` has the same keys in German. */
export const englishMessages = {
  ...actions,
  ...changes,
  ...connection,
  ...diagnosis,
  ...drafts,
  ...edit,
  ...editor,
  ...entity,
  ...form,
  ...generated,
  ...graph,
  ...install,
  ...legacy,
  ...logs,
  ...newRequest,
  ...object,
  ...parts,
  ...placement,
  ...preview,
  ...promise,
  ...refusal,
  ...requests,
  ...resource,
  ...services,
  ...shell,
  ...state,
  ...yaml,
};

/** The texts of the pages, in the languages that we have. */
export const skeTranslationRef = createTranslationRef({
  id: 'plugin.ske-frontend',
  messages: englishMessages,
  translations: { de: () => import('./de') },
});
