module.exports = requireOnce('@temporalio/proto');
