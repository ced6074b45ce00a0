import { actions } from './actions';
import { changes } from './changes';
import { connection } from './connection';
import { diagnosis } from './diagnosis';
import { drafts } from './drafts';
import { edit } from './edit';
import { editor } from './editor';
import { entity } from './entity';
import { form } from './form';
import { generated } from './generated';
import { graph } from './graph';
import { install } from './install';
import { legacy } from './legacy';
import { logs } from './logs';
import { newRequest } from './newRequest';
import { object } from './object';
import { parts } from './parts';
import { placement } from './placement';
import { preview } from './preview';
import { promise } from './promise';
import { refusal } from './refusal';
import { requests } from './requests';
import { resource } from './resource';
import { services } from './services';
import { shell } from './shell';
import { state } from './state';
import { yaml } from './yaml';

/** All texts of the pages, in German. */
const messages = {
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

export default messages;
