module.exports = requireOnce('protobufjs/light');
