/** One of several ways to fill in an object, with the properties that belong to it. */
export interface Choice {
  title: string;
  fields: string[];
}

/** What a Template says of an object. */
export interface KratixObjectOptions {
  /** It has a switch: off, it is not there. */
  optional?: boolean;
  /** It takes fields that it does not name. */
  otherFields?: boolean;
  /** The fields that it does name, where they are spread over several pages. */
  knownFields?: string[];
  /** What is around it has its title already. */
  label?: false;
  /** Of these exactly one is filled in. */
  choices?: Choice[];
  /** It is the spec, of which a page shows a part. */
  page?: boolean;
}
