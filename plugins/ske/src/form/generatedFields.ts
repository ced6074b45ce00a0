import { KratixBoolean } from '../formFields/boolean/KratixBoolean';
import { KratixIntOrString } from '../formFields/intOrString/KratixIntOrString';
import { KratixList } from '../formFields/list/KratixList';
import { KratixMap } from '../formFields/map/KratixMap';
import { KratixNamespace } from '../formFields/namespace/KratixNamespace';
import { KratixNullable } from '../formFields/nullable/KratixNullable';
import { KratixObject } from '../formFields/object/KratixObject';
import { KratixPassword } from '../formFields/password/KratixPassword';
import { KratixYaml } from '../formFields/yaml/KratixYaml';

/** The fields of generated forms, by their name in `ui:field`. */
export const generatedFields = {
  KratixBoolean,
  KratixIntOrString,
  KratixList,
  KratixMap,
  KratixNamespace,
  KratixNullable,
  KratixObject,
  KratixPassword,
  KratixYaml,
};
