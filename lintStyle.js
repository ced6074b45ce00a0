// Style rules of every package, plugins and private packages alike.

exports.style = { curly: ['error', 'all'] };

exports.privateNames = [
  {
    selector:
      "PropertyDefinition[accessibility='private'], MethodDefinition[accessibility='private']:not([kind='constructor']), TSParameterProperty[accessibility='private']",
    message:
      'Private members are written `#name`; constructors assign their fields in the body.',
  },
];
