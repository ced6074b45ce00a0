import { connection } from './connection';
import { entity } from './entity';
import { graph } from './graph';
import { logs } from './logs';
import { parts } from './parts';
import { placement } from './placement';
import { promise } from './promise';
import { refusal } from './refusal';
import { requests } from './requests';
import { resource } from './resource';
import { services } from './services';
import { state } from './state';
import { shell } from './shell';
import { yaml } from './yaml';

/** All texts of the pages, in German. */
const messages = {
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
};

export default messages;
