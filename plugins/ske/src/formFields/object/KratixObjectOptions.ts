import type { PresenceOptions } from '../field/FormSchema';

/** One of several ways to fill in an object, with the properties that belong to it. */
export interface Choice {
  title: string;
  fields: string[];
}

/** Parts of an object of which only one may be present. */
export interface ChoiceGroup {
  choices: Choice[];
  /** Whether the object may also have none of these parts. */
  optional?: boolean;
}

/** The options of an object, from the Template. */
export interface KratixObjectOptions extends PresenceOptions {
  /** Whether the object accepts fields that are not in its schema. */
  otherFields?: boolean;
  /** The names of all fields of the object, if the fields are on several pages. */
  knownFields?: string[];
  choices?: ChoiceGroup[];
}
