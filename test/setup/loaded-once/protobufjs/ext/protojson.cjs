module.exports = requireOnce('protobufjs/ext/protojson');
