module.exports = requireOnce('rxjs');
