//! The titles of problem documents: what kind of failure it is, the same at every occurrence.

use domain::error::Conflict;

use super::Words;

impl Words {
    /// The title of a kind of problem.
    #[must_use]
    pub fn problem(self, code: &str) -> &'static str {
        let (zh, en) = match code {
            "bad_json" => ("请求正文不是有效的 JSON。", "The body is not valid JSON."),
            "bad_request" => ("无法理解此请求。", "This request cannot be understood."),
            "token_needed" => ("需要访问令牌。", "A bearer token is needed."),
            "token_unknown" => ("访问令牌无效或已吊销。", "This token is unknown or was revoked."),
            "forbidden" => ("此令牌无权执行该操作。", "This token may not do this."),
            "not_found" => ("不存在，或无权查看。", "This does not exist, or is not yours to see."),
            "wrong_method" => ("此地址不支持该方法。", "This address does not know this method."),
            "stale" => {
                ("读取之后已被他人修改，请重新读取后再试。", "This was changed since it was read; read it again.")
            }
            "too_large" => ("请求正文过大。", "The body is too large."),
            "wrong_content_type" => ("请求正文须为 application/json。", "The body must be application/json."),
            "invalid" => ("请求中有不正确的值。", "Some values of the request are wrong."),
            "version_needed" => {
                ("请在 If-Match 中给出所读版本的 ETag。", "Send the ETag of what was read as If-Match.")
            }
            "idempotency_in_flight" => (
                "使用此 Idempotency-Key 的请求仍在处理中。",
                "The request with this Idempotency-Key is not answered yet.",
            ),
            "idempotency_key_reused" => {
                ("此 Idempotency-Key 已用于另一请求。", "This Idempotency-Key was used for another request.")
            }
            "throttled" => ("请求过于频繁，请稍后再试。", "Too many requests; try again later."),
            "busy" => ("系统繁忙，请稍后重试。", "The system is busy; try again."),
            "internal" => ("系统内部出错。", "Something failed inside."),
            code => return Conflict::parse(code).map_or(code_unknown(self), |conflict| self.conflict(conflict)),
        };
        self.pick(zh, en)
    }

    /// What is wrong with the shape of a field.
    #[must_use]
    pub fn problem_field(self, code: &str) -> &'static str {
        match code {
            "unknown_field" => self.pick("没有这个字段。", "There is no such field."),
            "wrong_type" => self.pick("值的类型不正确。", "The value is of the wrong type."),
            _ => code_unknown(self),
        }
    }
}

const fn code_unknown(words: Words) -> &'static str {
    words.pick("无法执行。", "This cannot be done.")
}
